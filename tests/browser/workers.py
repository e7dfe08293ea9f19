"""A page's workers within a test's reach, to ask them beside the page's own requests, or to end them."""

# For `add_init_script`. They stand in `window.workers`, the latest last.
HOLD_WORKERS = """
    window.workers = [];
    window.Worker = class extends Worker {
        constructor(...given) { super(...given); window.workers.push(this); }
    };
"""
