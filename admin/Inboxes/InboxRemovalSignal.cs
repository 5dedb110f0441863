using OneLink.Admin.Hosting;

namespace OneLink.Admin.Inboxes;

/// <summary>An inbox was deleted.</summary>
internal sealed class InboxRemovalSignal : WakeSignal;
