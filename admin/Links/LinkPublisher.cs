using Google.Protobuf;
using OneLink.Admin.Feed;
using OneLink.Admin.Links.Rules;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Links;

/// <summary>A stored link as edges get it: only what the redirect needs.</summary>
internal static class LinkPublisher
{
    public static Change ToChange(StoredLink link)
    {
        var document = ToDocument(link);
        return new(EntryKind.Link, link.Id.Value, link.DomainId, link.SlugKey, Deleted: false, document.ToByteArray())
        {
            AccountId = link.AccountId,
            Version = VersionOf(document),
        };
    }

    /// <summary>The link's key is gone: deleted, or the link has moved to another one.</summary>
    public static Change ToTombstone(StoredLink link)
        => new(EntryKind.Link, link.Id.Value, link.DomainId, link.SlugKey, Deleted: true, []) { AccountId = link.AccountId };

    public static FeedEntry ToSnapshotEntry(StoredLink link)
    {
        var document = ToDocument(link);
        return new FeedEntry
        {
            Kind = EntryKind.Link,
            Id = (ulong)link.Id.Value,
            DomainId = (uint)link.DomainId,
            SlugKey = link.SlugKey,
            Version = VersionOf(document),
            Document = document.ToByteString(),
        };
    }

    /// <summary>An older edge follows every link that has nothing which would be ignored there.</summary>
    private static uint VersionOf(LinkDocument document)
        => document is { Rules.Count: 0, Variants.Count: 0, MaxClicks: 0, Password: null, ProbeIpad: false } ? FeedFormat.PlainDocumentVersion
            : document.Rules.Any(rule => rule.When.Inbox is not null) ? FeedFormat.DocumentVersion
            : FeedFormat.DocumentVersionWithoutInboxes;

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
            Enabled = content.Enabled && link.DeniedHost is null,
            ActiveFromMs = content.ActiveFrom?.ToUnixTimeMilliseconds() ?? 0,
            ExpiresAtMs = content.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0,
            ExpiredUrl = content.ExpiredUrl ?? "",
            VariantsFromMs = content.VariantsFrom?.ToUnixTimeMilliseconds() ?? 0,
            VariantsUntilMs = content.VariantsUntil?.ToUnixTimeMilliseconds() ?? 0,
            MaxClicks = (ulong)(content.MaxClicks ?? 0),
            ProbeIpad = content.ProbeIpad,
        };
        document.Rules.AddRange(content.Rules.Select(rule => RulePublisher.ToRule(rule, content.Utm)));
        document.Variants.AddRange(content.Variants.Select(variant => RulePublisher.ToVariant(variant, content.Utm)));
        if (content.Password is { } password)
        {
            document.Password = new PasswordHash
            {
                Salt = ByteString.FromBase64(password.Salt),
                Hash = ByteString.FromBase64(password.Hash),
                Iterations = (uint)password.Iterations,
            };
        }

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
