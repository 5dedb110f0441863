using System.Text.Json.Nodes;

namespace OneLink.Client.Links;

/// <summary>A bulk change as it is sent; nothing to set for a deletion.</summary>
internal sealed record BulkChange(IReadOnlyList<string>? Ids, LinkFilter? Filter, string? Cursor, JsonObject? Set);
