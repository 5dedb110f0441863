using System.Text.Json;
using System.Text.RegularExpressions;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links;

/// <summary>Reads <c>platforms</c> as a merge patch over the platforms that are there.</summary>
internal sealed partial class LinkPlatformReader(FieldReader fields, LinkUrlReader urls)
{
    /// <summary>Android's limit on application ids.</summary>
    public const int MaxPackageLength = 255;

    private static readonly string[] Known = [.. LinkSchema.PlatformFields.Select(field => field.Name)];

    public IReadOnlyDictionary<string, LinkPlatform> Read(JsonElement value, IReadOnlyDictionary<string, LinkPlatform> platforms)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return LinkPlatforms.None;
        }

        if (!fields.IsObject(value, "platforms"))
        {
            return platforms;
        }

        foreach (var (name, member) in fields.Members(value, "platforms.", LinkPlatforms.Names))
        {
            var path = "platforms." + name;
            if (member.ValueKind == JsonValueKind.Null)
            {
                platforms = LinkPlatforms.With(platforms, name, platform: null);
            }
            else if (fields.IsObject(member, path))
            {
                platforms = LinkPlatforms.With(platforms, name, ReadOne(member, path + ".", platforms.GetValueOrDefault(name) ?? new LinkPlatform()));
            }
        }

        return platforms;
    }

    private LinkPlatform ReadOne(JsonElement value, string prefix, LinkPlatform platform)
    {
        foreach (var (name, member) in fields.Members(value, prefix, Known))
        {
            var path = prefix + name;
            switch (name)
            {
                // Null is a value here ("off for this platform"), so that only removing the platform takes it back.
                case "deepLinkPath" when urls.DeepLink(member, path, out var deepLink):
                    platform = platform with { DeepLinkPath = OptionalText.Of(deepLink) };
                    break;
                case "fallbackUrl" when urls.Destination(member, path, out var fallback):
                    platform = platform with { FallbackUrl = fallback };
                    break;
                case "package" when Package(member, path, out var package):
                    platform = platform with { Package = package };
                    break;
                default:
                    break;
            }
        }

        return platform;
    }

    private bool Package(JsonElement value, string path, out string? package)
        => fields.Text(value, path, MaxPackageLength, out package)
            && (package is null || PackageName().IsMatch(package)
                || fields.Refuse(path, "must be an Android package name such as com.acme.app."));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PackageName();
}
