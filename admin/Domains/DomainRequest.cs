using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>A domain as a body asks for it.</summary>
internal sealed record DomainRequest
{
    public const string RobotsDisallow = "disallow";
    public const string RobotsAllow = "allow";

    private static readonly string[] Known = DomainSchema.Sent.Names;

    public string Host { get; init; } = "";

    public bool IsDefault { get; init; }

    public bool CaseSensitive { get; init; } = true;

    public string? RootUrl { get; init; }

    public string? NotFoundUrl { get; init; }

    public string? ExpiredUrl { get; init; }

    public DomainSettings Settings { get; init; } = new();

    /// <summary>Empty for a new one.</summary>
    public string OpenToken { get; init; } = "";

    /// <summary>A domain that is there, as a merge patch changes it.</summary>
    public static DomainRequest Of(LinkDomain domain) => new()
    {
        Host = domain.Host,
        IsDefault = domain.IsDefault != 0,
        CaseSensitive = domain.CaseSensitive,
        RootUrl = domain.RootUrl,
        NotFoundUrl = domain.NotFoundUrl,
        ExpiredUrl = domain.ExpiredUrl,
        Settings = DomainSettings.Parse(domain.Settings),
        OpenToken = domain.OpenToken,
    };

    /// <param name="body">The JSON value that should be a domain.</param>
    /// <param name="baseline">What the domain is before; default for a new one.</param>
    /// <param name="guard">Says where visitors may be sent.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static DomainRequest? Read(JsonElement body, DomainRequest baseline, AccountGuard guard, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = baseline;
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                request = request.With(fields, guard, name, value);
            }

            if (baseline.Host.Length == 0)
            {
                request.RefuseLoops(fields);
            }

            if (request.Host.Length == 0 && !errors.ByPath.ContainsKey("host"))
            {
                fields.Refuse("host", "is required.");
            }
        }

        return errors.Any ? null : request;
    }

    private DomainRequest With(FieldReader fields, AccountGuard guard, string name, JsonElement value)
    {
        switch (name)
        {
            case "host" when ReadHost(fields, value, out var host):
                return this with { Host = host };
            case "default" when fields.Flag(value, name, out var flag):
                return this with { IsDefault = flag ?? false };
            case "caseSensitive" when fields.Flag(value, name, out var flag):
                return this with { CaseSensitive = flag ?? true };
            case "rootUrl" when Url(fields, guard, value, name, out var url):
                return this with { RootUrl = url };
            case "notFoundUrl" when Url(fields, guard, value, name, out var url):
                return this with { NotFoundUrl = url };
            case "expiredUrl" when Url(fields, guard, value, name, out var url):
                return this with { ExpiredUrl = url };
            case "ios":
                return this with { Settings = Settings with { Ios = new AppSettingsReader(fields).Ios(value) } };
            case "android":
                return this with { Settings = Settings with { Android = new AppSettingsReader(fields).Android(value) } };
            case "robots" when fields.Text(value, name, maxLength: 20, out var text):
                return this with { Settings = Settings with { Robots = ReadRobots(fields, text) } };
            case "openToken" when fields.Text(value, name, maxLength: 64, out var text):
                return this with { OpenToken = ReadOpenToken(fields, text) };
            case "openTokenRequired" when fields.Flag(value, name, out var flag):
                return this with { Settings = Settings with { OpenTokenRequired = flag ?? false } };
            case "chatCodes" when fields.Flag(value, name, out var flag):
                return this with { Settings = Settings with { ChatCodes = flag ?? false } };
            default:
                return this;
        }
    }

    /// <summary>Null asks for a new one; what is there may be sent back.</summary>
    private string ReadOpenToken(FieldReader fields, string? text)
    {
        if (text is not null && !string.Equals(text, OpenToken, StringComparison.Ordinal))
        {
            fields.Refuse("openToken", "is made by OneLink; send null for a new one.");
        }

        return text ?? "";
    }

    private static string ReadRobots(FieldReader fields, string? text)
    {
        if (text is not (null or RobotsAllow or RobotsDisallow))
        {
            fields.Refuse("robots", $"must be \"{RobotsDisallow}\" (the default) or \"{RobotsAllow}\".");
        }

        return text ?? RobotsDisallow;
    }

    /// <summary>To the domain itself, which nobody knows yet when it is made together with its addresses.</summary>
    private void RefuseLoops(FieldReader fields)
    {
        foreach (var (path, url) in ((string, string?)[])[("rootUrl", RootUrl), ("notFoundUrl", NotFoundUrl), ("expiredUrl", ExpiredUrl)])
        {
            if (url is not null && Host.Length > 0 && !fields.Errors.ByPath.ContainsKey(path)
                && string.Equals(DestinationUrl.HostOf(url), Host, StringComparison.Ordinal))
            {
                fields.Refuse(path, "leads back to the domain itself; give the final destination.");
            }
        }
    }

    private static bool ReadHost(FieldReader fields, JsonElement value, out string host)
    {
        host = "";
        if (!fields.Text(value, "host", maxLength: 1000, out var text) || text is null)
        {
            return false;
        }

        if (!HostName.TryNormalize(text, out var normalized, out var error))
        {
            return fields.Refuse("host", error);
        }

        host = normalized;
        return true;
    }

    private static bool Url(FieldReader fields, AccountGuard guard, JsonElement value, string path, out string? url)
    {
        if (!fields.Text(value, path, DestinationUrl.MaxLength, out url) || url is null)
        {
            return url is null && value.ValueKind == JsonValueKind.Null;
        }

        return DestinationUrl.TryNormalize(url, out url, out var error) && (error = guard.Error(url)) is null
            || fields.Refuse(path, error!);
    }
}
