using System.Text.Json.Serialization;

namespace OneLink.Admin.Links.Rules;

/// <summary>What a query parameter must be.</summary>
/// <param name="Text">Its value, empty for "without one"; null for any (<c>true</c> in JSON).</param>
[JsonConverter(typeof(QueryValueConverter))]
internal readonly record struct QueryValue(string? Text);
