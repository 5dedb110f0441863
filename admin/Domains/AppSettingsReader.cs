using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneLink.Admin.Json;

namespace OneLink.Admin.Domains;

/// <summary>Reads <c>ios</c> and <c>android</c> of a domain: what Apple's and Android's files are made of, so it must be right to the letter.</summary>
internal sealed partial class AppSettingsReader(FieldReader fields)
{
    public const int MaxApps = 20;
    public const int MaxPaths = 200;
    public const int MaxText = 500;

    /// <summary>
    /// Characters of all paths, once for each app, as apple-app-site-association repeats them in two forms: phones read 128 KiB
    /// of that file.
    /// </summary>
    private const int MaxPathText = 40 * 1024;

    private static readonly string[] KnownIos = [.. DomainSchema.IosFields.Select(field => field.Name)];
    private static readonly string[] KnownAndroid = [.. DomainSchema.AndroidFields.Select(field => field.Name)];

    public AppleAppSettings? Ios(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || !fields.IsObject(value, "ios"))
        {
            return null;
        }

        var settings = new AppleAppSettings([], []);
        foreach (var (name, member) in fields.Members(value, "ios.", KnownIos))
        {
            settings = name == "appIds"
                ? settings with { AppIds = List(member, "ios.appIds", MaxApps, text => AppId().IsMatch(text) ? text : null, "must be a team id and a bundle id, such as ABCDE12345.com.acme.app.") }
                : settings with { Paths = List(member, "ios.paths", MaxPaths, Path, "must be a path pattern such as /sale/* or NOT /admin/*.") };
        }

        if (settings.AppIds.Count == 0 && !fields.Errors.Any)
        {
            fields.Refuse("ios.appIds", "is required: at least one app.");
        }

        if (settings.AppIds.Count * settings.Paths.Sum(path => path.Length) > MaxPathText)
        {
            fields.Refuse("ios.paths", "and appIds make a file larger than the 128 KiB that phones read; use fewer paths, with * in them.");
        }

        return settings;
    }

    public AndroidAppSettings? Android(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || !fields.IsObject(value, "android"))
        {
            return null;
        }

        var settings = new AndroidAppSettings("", []);
        foreach (var (name, member) in fields.Members(value, "android.", KnownAndroid))
        {
            if (name == "sha256CertFingerprints")
            {
                settings = settings with
                {
                    Sha256CertFingerprints = List(member, "android.sha256CertFingerprints", MaxApps, Fingerprint, "must be a SHA-256 fingerprint: 32 bytes in hexadecimal with colons, as keytool prints it (a SHA-1 fingerprint has 20)."),
                };
            }
            else if (fields.Text(member, "android.package", MaxText, out var text) && text is not null)
            {
                if (!PackageName().IsMatch(text))
                {
                    fields.Refuse("android.package", "must be an Android package name such as com.acme.app.");
                }

                settings = settings with { Package = text };
            }
        }

        if (settings.Package.Length == 0 && !fields.Errors.Any)
        {
            fields.Refuse("android.package", "is required.");
        }

        if (settings.Sha256CertFingerprints.Count == 0 && !fields.Errors.Any)
        {
            fields.Refuse("android.sha256CertFingerprints", "is required: Android opens links for no other app.");
        }

        return settings;
    }

    private static string? Path(string text)
        => (text.StartsWith("NOT ", StringComparison.Ordinal) ? text[4..] : text) is ['/' or '*', ..] path && !path.Any(c => c <= ' ' || c > '~') ? text : null;

    private static string? Fingerprint(string text) => Sha256().IsMatch(text) ? text.ToUpperInvariant() : null;

    private List<string> List(JsonElement value, string path, int max, Func<string, string?> read, string error)
    {
        var values = new List<string>();
        if (value.ValueKind == JsonValueKind.Null || !fields.IsArray(value, path))
        {
            return values;
        }

        if (value.GetArrayLength() > max)
        {
            fields.Refuse(path, $"must have at most {max} values.");
            return values;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (!fields.Text(item, itemPath, MaxText, out var text))
            {
                continue;
            }

            if (text is not null && read(text) is { } good)
            {
                // Given twice it is there once.
                if (!values.Contains(good, StringComparer.Ordinal))
                {
                    values.Add(good);
                }
            }
            else
            {
                fields.Refuse(itemPath, error);
            }
        }

        return values;
    }

    [GeneratedRegex("^[A-Z0-9]{10}(\\.[A-Za-z0-9-]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AppId();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PackageName();

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
