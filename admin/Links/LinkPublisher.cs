using Google.Protobuf;
using OneLink.Admin.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Links;

/// <summary>A stored link as edges get it: only what the redirect needs.</summary>
internal static class LinkPublisher
{
    public static Change ToChange(StoredLink link)
        => new(EntryKind.Link, link.Id.Value, link.DomainId, link.SlugKey, Deleted: false, ToDocument(link).ToByteArray());

    /// <summary>The link's key is gone: deleted, or the link has moved to another one.</summary>
    public static Change ToTombstone(StoredLink link)
        => new(EntryKind.Link, link.Id.Value, link.DomainId, link.SlugKey, Deleted: true, []);

    public static FeedEntry ToSnapshotEntry(StoredLink link) => new()
    {
        Kind = EntryKind.Link,
        Id = (ulong)link.Id.Value,
        DomainId = (uint)link.DomainId,
        SlugKey = link.SlugKey,
        Version = Change.Version,
        Document = ToDocument(link).ToByteString(),
    };

    internal static LinkDocument ToDocument(StoredLink link)
    {
        var content = link.Content;
        var document = new LinkDocument
        {
            AccountId = (uint)link.AccountId,
            Url = UtmMerge.Apply(content.Url, content.Utm),
            DeepLinkPath = content.DeepLinkPath ?? "",
            RedirectStatus = (uint)content.RedirectStatus,
            ForwardQuery = content.ForwardQuery,
            ForwardPath = content.ForwardPath,
            Indexable = content.Indexable,
            Enabled = content.Enabled,
            ActiveFromMs = content.ActiveFrom?.ToUnixTimeMilliseconds() ?? 0,
            ExpiresAtMs = content.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0,
            ExpiredUrl = content.ExpiredUrl ?? "",
        };
        if (content.Brand != LinkBrand.None)
        {
            document.Brand = ToBrand(content.Brand);
        }

        foreach (var (name, platform) in content.Platforms)
        {
            document.Platforms.Add(ToTarget(name, platform));
        }

        return document;
    }

    private static PlatformTarget ToTarget(string name, LinkPlatform platform)
    {
        var target = new PlatformTarget { Platform = LinkPlatforms.ToTarget(name), Package = platform.Package ?? "" };
        if (platform.DeepLinkPath.IsSet)
        {
            target.DeepLinkPath = platform.DeepLinkPath.Value ?? "";
        }

        if (platform.FallbackUrl is not null)
        {
            target.FallbackUrl = platform.FallbackUrl;
        }

        return target;
    }

    private static Brand ToBrand(LinkBrand brand) => new()
    {
        Name = brand.Name ?? "",
        Title = brand.Title ?? "",
        Description = brand.Description ?? "",
        ImageUrl = brand.ImageUrl ?? "",
        LogoUrl = brand.LogoUrl ?? "",
        Color = brand.Color ?? "",
    };
}
