namespace OneLink.Admin.Edges;

/// <summary>The running edges of one name.</summary>
/// <param name="Name">Of the edge.</param>
/// <param name="Running">How many there are.</param>
/// <param name="Lag">Changes that the slowest of them lacks.</param>
/// <param name="SpoolBytes">Bytes of clicks that wait on them.</param>
internal sealed record EdgeStanding(string Name, int Running, long Lag, long SpoolBytes);
