using OneLink.Admin.Hosting;

namespace OneLink.Admin.Webhooks;

/// <summary>Wakes the sender when there may be something to send.</summary>
internal sealed class WebhookSignal : WakeSignal;
