namespace OneLink.Admin.Surfaces.Application;

/// <summary>Answer to <c>GET /api</c>.</summary>
/// <param name="Version">Of the API.</param>
/// <param name="Timestamp">UTC, <c>yyyy-MM-dd HH:mm:ss</c>.</param>
/// <param name="QueueServices"><c>ok</c>: work that is to be done later is accepted.</param>
/// <param name="DataServices"><c>ok</c>.</param>
internal sealed record ProbeResponse(string Version, string Timestamp, string QueueServices, string DataServices);
