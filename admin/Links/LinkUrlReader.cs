using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>Reads the URLs of a body. Null clears; what cannot be a destination is an error.</summary>
internal sealed class LinkUrlReader(FieldReader fields, AccountDomains domains)
{
    /// <summary>Where a visitor may be sent: never back to a domain of the account.</summary>
    public bool Destination(JsonElement value, string path, out string? url)
    {
        if (!Web(value, path, out url))
        {
            return false;
        }

        return url is null || domains.LoopsTo(url) is not { } domain
            || fields.Refuse(path, $"leads back to the link domain {domain.Authority}; give the final destination.");
    }

    /// <summary>An absolute http or https URL.</summary>
    public bool Web(JsonElement value, string path, out string? url)
    {
        if (!fields.Text(value, path, DestinationUrl.MaxLength, out url) || url is null)
        {
            return url is null && value.ValueKind == JsonValueKind.Null;
        }

        return DestinationUrl.TryNormalize(url, out url, out var error) || fields.Refuse(path, error);
    }

    public bool DeepLink(JsonElement value, string path, out string? uri)
    {
        if (!fields.Text(value, path, DestinationUrl.MaxLength, out uri) || uri is null)
        {
            return uri is null && value.ValueKind == JsonValueKind.Null;
        }

        return DeepLinkUri.TryValidate(uri, out uri, out var error) || fields.Refuse(path, error);
    }
}
