"""HTTP: routes, who may, problem answers."""
