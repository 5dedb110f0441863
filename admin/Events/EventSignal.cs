using OneLink.Admin.Hosting;

namespace OneLink.Admin.Events;

/// <summary>Wakes every reader of the event log when something happened.</summary>
internal sealed class EventSignal : WakeSignal;
