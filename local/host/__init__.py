"""An emulation of the Azure Functions host for one machine.

It runs an unchanged function_app.py on Microsoft's own Python worker library (azure-functions-runtime)
and does around it what the host does in Azure, as host.json says:

    gateway process   python -m local.host          HTTP routes, keys, Easy Auth, timers, blob events, admin
    worker processes  python -m local.host.worker   one app each; they also take the queue messages

A worker stands for an instance: killed with SIGKILL it loses what it was doing, the messages it held
reappear when their lease ends, and the gateway starts another in its place.
"""
