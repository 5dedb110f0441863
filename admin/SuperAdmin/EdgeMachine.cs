using OneLink.Admin.Edges;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A machine that runs an edge, as it told of itself last.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Address">Where its reports come from.</param>
/// <param name="Via">The relay through which it follows; empty for none.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Sequence">The last change that it has applied.</param>
/// <param name="Lag">Changes that it had not applied when it was asked for.</param>
/// <param name="SpoolBytes">Bytes of clicks that wait on it.</param>
/// <param name="LastHeardAt">When it told so.</param>
/// <param name="IsRunning">Whether that was just now.</param>
internal sealed record EdgeMachine(
    string Host, string Address, string Via, string Version, long Sequence, long Lag, long SpoolBytes, DateTimeOffset LastHeardAt, bool IsRunning)
{
    public static EdgeMachine Of(EdgeInstance instance, long lastSequence, DateTimeOffset now) => new(
        instance.Host,
        instance.Address,
        instance.Via,
        instance.Version,
        instance.Sequence,
        Math.Max(0, lastSequence - instance.Sequence),
        instance.SpoolBytes,
        ConsoleTime.Of(instance.SeenAt),
        now - ConsoleTime.Of(instance.SeenAt) < EdgeFleet.SilenceLimit);
}
