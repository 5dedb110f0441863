using OneLink.Admin.OpenApi;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>Values that several parts of a link share.</summary>
internal static class LinkTypes
{
    public static ApiType Id { get; } = ApiType.Text().Like("lnk_0CGLQ7E3MH5BJ");

    /// <summary>An http or https URL.</summary>
    public static ApiType Destination { get; } = ApiType.Uri(DestinationUrl.MaxLength);

    public static ApiType DeepLink { get; } = ApiType.Uri(DestinationUrl.MaxLength).Like("acme://sale/24");
}
