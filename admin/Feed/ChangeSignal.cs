using OneLink.Admin.Hosting;

namespace OneLink.Admin.Feed;

/// <summary>Wakes every open feed stream when there is something new.</summary>
internal sealed class ChangeSignal : WakeSignal;
