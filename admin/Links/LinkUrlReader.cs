using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>Reads the URLs of a body. Null clears; what cannot be a destination is an error.</summary>
internal sealed class LinkUrlReader(FieldReader fields, AccountDomains domains)
{
    /// <summary>Where a visitor may be sent: never back to a link domain, nor to a denied host.</summary>
    public bool Destination(JsonElement value, string path, out string? url)
    {
        if (!Web(value, path, out url))
        {
            return false;
        }

        return url is null || domains.Guard.Error(url) is not { } error || fields.Refuse(path, error);
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

        if (!DeepLinkUri.TryValidate(uri, out uri, out var error))
        {
            return fields.Refuse(path, error);
        }

        // A universal link is a web address like any other.
        return !LinkDestinations.IsWeb(uri) || domains.Guard.Error(uri) is not { } refusal || fields.Refuse(path, refusal);
    }
}
