using System.Text.Json.Nodes;

namespace OneLink.Client.Stats;

/// <summary>A cross table; each row has a value of each dimension, <c>clicks</c> and <c>uniqueVisitors</c>.</summary>
public sealed record StatsPivot(IReadOnlyList<string> By, IReadOnlyList<JsonObject> Rows);
