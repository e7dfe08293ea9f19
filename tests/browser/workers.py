"""A page's workers within a test's reach, to ask them beside the page's own requests, or to end them."""

# For `add_init_script`. They stand in `window.workers`, the latest last. `kept`: the page has a copy of the network as
# it was after the last training, so that nothing is lost with this worker.
HOLD_WORKERS = """
    window.workers = [];
    window.Worker = class extends Worker {
        constructor(...given) {
            super(...given);
            window.workers.push(this);
            this.addEventListener("message", ({ data }) => {
                if (data && data.id === this.copying) this.kept = true;
            });
        }
        postMessage(message, ...more) {
            if (message?.method === "train") this.kept = this.copying = null;
            if (message?.method === "carry") this.copying = message.id;
            super.postMessage(message, ...more);
        }
    };
"""
