using Google.Protobuf;
using OneLink.Admin.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Domains;

/// <summary>A stored domain as edges get it.</summary>
internal static class DomainPublisher
{
    public static Change ToChange(LinkDomain domain)
        => domain.IsServed == 0
            ? ToTombstone(domain)
            : new(EntryKind.Domain, domain.Id, domain.Id, SlugKey: "", Deleted: false, ToDocument(domain).ToByteArray()) { AccountId = domain.AccountId };

    /// <summary>The domain is gone, or not served: its host is one that nobody has.</summary>
    public static Change ToTombstone(LinkDomain domain)
        => new(EntryKind.Domain, domain.Id, domain.Id, SlugKey: "", Deleted: true, []) { AccountId = domain.AccountId };

    public static FeedEntry ToSnapshotEntry(LinkDomain domain) => new()
    {
        Kind = EntryKind.Domain,
        Id = (ulong)domain.Id,
        DomainId = (uint)domain.Id,
        Version = FeedFormat.PlainDocumentVersion,
        Document = ToDocument(domain).ToByteString(),
    };

    private static DomainDocument ToDocument(LinkDomain domain)
    {
        var settings = DomainSettings.Parse(domain.Settings);
        var document = new DomainDocument
        {
            AccountId = (uint)domain.AccountId,
            Host = domain.Host,
            CaseSensitive = domain.CaseSensitive,
            RootUrl = domain.RootUrl ?? "",
            NotFoundUrl = domain.NotFoundUrl ?? "",
            ExpiredUrl = domain.ExpiredUrl ?? "",
            Fallback = domain.IsFallback != 0,
            ChatCodes = settings.ChatCodes,
            RobotsAllow = string.Equals(settings.Robots, DomainRequest.RobotsAllow, StringComparison.Ordinal),
        };
        document.IndexablePaths.AddRange(domain.IndexablePaths.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (settings.Ios is { } ios)
        {
            document.Apple = new AppleApps();
            document.Apple.AppIds.AddRange(ios.AppIds);
            document.Apple.Paths.AddRange(ios.Paths);
        }

        if (settings.Android is { } android)
        {
            document.Android = new AndroidApp { Package = android.Package };
            document.Android.Fingerprints.AddRange(android.Sha256CertFingerprints);
        }

        return document;
    }
}
