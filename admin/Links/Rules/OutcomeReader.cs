using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>Reads the three fields that rules and variants share.</summary>
internal sealed class OutcomeReader(LinkUrlReader urls)
{
    /// <summary>The final destination. There is always one, so null says nothing.</summary>
    public string? Url(JsonElement value, string path) => urls.Destination(value, path, out var url) ? url : null;

    public OptionalText Fallback(JsonElement value, string path) => urls.Destination(value, path, out var url) ? OptionalText.Of(url) : default;

    public OptionalText DeepLink(JsonElement value, string path) => urls.DeepLink(value, path, out var uri) ? OptionalText.Of(uri) : default;
}
