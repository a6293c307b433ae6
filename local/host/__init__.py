"""An emulation of the Azure Functions host for one machine.

It runs an unchanged function_app.py on Microsoft's own Python worker library (azure-functions-runtime) and does
around it what the host does in Azure, as host.json says and as Microsoft's host was recorded to do
(docs/azure-differences.md):

    gateway process   python -m local.host          HTTP routes, keys, Easy Auth, timers, blob events, admin;
                                                    for each instance its host: queue listeners, one worker
    worker processes  python -m local.host.worker   one for each instance: it runs the functions

`--workers N` is N instances. A worker that is killed fails its runs, and another starts in its place; an instance
that ends completes nothing: its messages reappear when their lease ends.
"""
