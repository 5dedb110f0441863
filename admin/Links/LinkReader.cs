using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Rules;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>
/// Reads a link from JSON, field by field, as a merge patch over a content that is there: the defaults for a new link.
/// All errors of a body are collected; the result is used only when there are none.
/// </summary>
internal sealed class LinkReader
{
    public const int MaxTitle = 500;
    public const int MaxNotes = 10_000;
    public const int MaxExternalId = 255;
    public const int MaxTags = 50;
    public const int MaxTag = 100;

    /// <summary>Of <c>metadata</c> as JSON text, in characters.</summary>
    private const int MaxMetadata = 16 * 1024;

    /// <summary>Characters of all URLs in rules and variants: the compiled link must fit a page of the edge's store.</summary>
    private const int MaxRouting = 256 * 1024;

    private static readonly string[] Known = LinkSchema.Sent.Names;

    private readonly FieldReader _fields;
    private readonly LinkUrlReader _urls;
    private readonly AccountDomains _domains;

    private LinkContent _content;
    private LinkDomain? _domain;
    private string? _slug;
    private int _slugLength = SlugGenerator.DefaultLength;
    private string _slugPrefix = "";

    private LinkReader(AccountDomains domains, LinkContent content, LinkDomain? domain, FieldErrors errors)
    {
        _fields = new FieldReader(errors);
        _urls = new LinkUrlReader(_fields, domains);
        _domains = domains;
        _content = content;
        _domain = domain;
    }

    /// <param name="body">The JSON value that should be a link.</param>
    /// <param name="domains">Domains of the caller's account.</param>
    /// <param name="baseline">What the link holds before; default content for a new one.</param>
    /// <param name="domain">The link's domain unless the body names another.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static LinkInput? Read(JsonElement body, AccountDomains domains, LinkContent baseline, LinkDomain? domain, FieldErrors errors)
    {
        var reader = new LinkReader(domains, baseline, domain, errors);
        if (body.ValueKind == JsonValueKind.Object)
        {
            reader.ReadMembers(body);
            reader.CheckWhole();
        }
        else
        {
            reader._fields.IsObject(body, "");
        }

        return errors.Any ? null : new LinkInput
        {
            Content = reader._content,
            Domain = reader._domain!,
            Slug = reader._slug,
            SlugLength = reader._slugLength,
            SlugPrefix = reader._slugPrefix,
        };
    }

    private void ReadMembers(JsonElement body)
    {
        foreach (var (name, value) in _fields.Members(body, "", Known))
        {
            switch (name)
            {
                case "slug":
                    ReadSlug(value);
                    break;
                case "domain":
                    ReadDomain(value);
                    break;
                case "slugLength":
                    ReadSlugLength(value);
                    break;
                case "slugPrefix":
                    ReadSlugPrefix(value);
                    break;

                // Only OneLink sets these. They are ignored, so that a link that was fetched can be sent back.
                case "id" or "shortUrl" or "hasPassword" or "clicks" or "lastClickedAt" or "createdAt" or "updatedAt" or "deniedHost" or "warnings":
                    break;
                default:
                    ReadContent(name, value);
                    break;
            }
        }
    }

    private void ReadContent(string name, JsonElement value) => _content = name switch
    {
        "url" when _urls.Destination(value, name, out var url) => _content with { Url = url ?? "" },
        "deepLinkPath" when _urls.DeepLink(value, name, out var deepLink) => _content with { DeepLinkPath = deepLink },
        "platforms" => _content with { Platforms = new LinkPlatformReader(_fields, _urls).Read(value, _content.Platforms) },
        "brand" => _content with { Brand = new LinkBrandReader(_fields, _urls).Read(value, _content.Brand) },
        "utm" => _content with { Utm = new LinkUtmReader(_fields).Read(value, _content.Utm) },
        "redirectStatus" when RedirectStatus(value, name, out var status) => _content with { RedirectStatus = status },
        "forwardQuery" when _fields.Flag(value, name, out var flag) => _content with { ForwardQuery = flag ?? true },
        "forwardPath" when _fields.Flag(value, name, out var flag) => _content with { ForwardPath = flag ?? false },
        "rules" => _content with { Rules = new RuleReader(_fields, _urls).Read(value) },
        "variants" => _content with { Variants = new VariantReader(_fields, new OutcomeReader(_urls)).Read(value, name) },
        "variantsFrom" when _fields.Time(value, name, out var time) => _content with { VariantsFrom = time },
        "variantsUntil" when _fields.Time(value, name, out var time) => _content with { VariantsUntil = time },
        "maxClicks" when _fields.Number(value, name, 1, int.MaxValue, out var number) => _content with { MaxClicks = number },
        "password" when Password(value, name, out var password) => _content with { Password = password },
        "probeIpad" when _fields.Flag(value, name, out var flag) => _content with { ProbeIpad = flag ?? false },
        "indexable" when _fields.Flag(value, name, out var flag) => _content with { Indexable = flag ?? false },
        "enabled" when _fields.Flag(value, name, out var flag) => _content with { Enabled = flag ?? true },
        "activeFrom" when _fields.Time(value, name, out var time) => _content with { ActiveFrom = time },
        "expiresAt" when _fields.Time(value, name, out var time) => _content with { ExpiresAt = time },
        "expiredUrl" when _urls.Destination(value, name, out var url) => _content with { ExpiredUrl = url },
        "title" when _fields.Text(value, name, MaxTitle, out var text) => _content with { Title = text },
        "notes" when _fields.Text(value, name, MaxNotes, out var text) => _content with { Notes = text },
        "externalId" when ExternalId(value, name, out var text) => _content with { ExternalId = text },
        "tags" when Tags(value, out var tags) => _content with { Tags = tags },
        "metadata" when Metadata(value, name, out var metadata) => _content with { Metadata = metadata },
        _ => _content,
    };

    /// <summary>What no single field shows.</summary>
    private void CheckWhole()
    {
        if (_content.Url.Length == 0 && !_fields.Errors.ByPath.ContainsKey("url"))
        {
            _fields.Refuse("url", "is required.");
        }

        if (_content is { VariantsFrom: { } from, VariantsUntil: { } until } && from >= until)
        {
            _fields.Refuse("variantsUntil", "must be later than variantsFrom.");
        }

        if (RoutingSize(_content) > MaxRouting)
        {
            _fields.Refuse("rules", $"and variants hold more than {MaxRouting} characters of URLs.");
        }

        if (_domain is null && !_fields.Errors.ByPath.ContainsKey("domain"))
        {
            _fields.Refuse("domain", "is required: this account has no default domain.");
        }

        if (_slug is null && _slugPrefix.Length > 0
            && !SlugGrammar.TryNormalize(_slugPrefix + new string('x', _slugLength), out _, out var error))
        {
            _fields.Refuse("slugPrefix", error);
        }
    }

    private static int RoutingSize(LinkContent content)
    {
        var variants = content.Variants.Concat(content.Rules.SelectMany(rule => rule.Then.Variants ?? []));
        return variants.Sum(v => Length(v.Url, v.FallbackUrl, v.DeepLinkPath))
            + content.Rules.Sum(r => Length(r.Then.Url, r.Then.FallbackUrl, r.Then.DeepLinkPath));
    }

    private static int Length(string? url, OptionalText fallback, OptionalText deepLink)
        => (url?.Length ?? 0) + (fallback.Value?.Length ?? 0) + (deepLink.Value?.Length ?? 0);

    private void ReadSlug(JsonElement value)
    {
        // The grammar says more about length than a bare limit could; this one only keeps its work small.
        if (_fields.Text(value, "slug", maxLength: 4096, out var text) && text is not null)
        {
            if (SlugGrammar.TryNormalize(text, out var slug, out var error))
            {
                _slug = slug;
            }
            else
            {
                _fields.Refuse("slug", error);
            }
        }
    }

    private void ReadDomain(JsonElement value)
    {
        if (!_fields.Text(value, "domain", maxLength: 300, out var name) || name is null)
        {
            return;
        }

        _domain = _domains.Find(name);
        if (_domain is null)
        {
            _fields.Refuse("domain", $"is not a domain of this account; its domains are {string.Join(", ", _domains.All.Select(domain => domain.Authority))}.");
        }
    }

    private void ReadSlugLength(JsonElement value)
    {
        if (_fields.Number(value, "slugLength", SlugGenerator.MinLength, SlugGenerator.MaxLength, out var length))
        {
            _slugLength = length ?? SlugGenerator.DefaultLength;
        }
    }

    private void ReadSlugPrefix(JsonElement value)
    {
        if (_fields.Text(value, "slugPrefix", SlugGrammar.MaxLength, out var prefix))
        {
            _slugPrefix = prefix ?? "";
        }
    }

    private bool Password(JsonElement value, string path, out LinkPassword? password)
    {
        password = null;
        if (!_fields.Text(value, path, LinkPassword.MaxLength, out var text) || text is null)
        {
            return value.ValueKind == JsonValueKind.Null;
        }

        if (text.Length < LinkPassword.MinLength)
        {
            return _fields.Refuse(path, $"must have at least {LinkPassword.MinLength} characters.");
        }

        password = LinkPassword.Of(text);
        return true;
    }

    private bool RedirectStatus(JsonElement value, string path, out int status)
    {
        status = LinkContent.DefaultRedirectStatus;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        return (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out status) && status is 301 or 302 or 307 or 308)
            || _fields.Refuse(path, "must be 301, 302, 307 or 308.");
    }

    private bool ExternalId(JsonElement value, string path, out string? text)
        => _fields.Text(value, path, MaxExternalId, out text)
            && (text is null || (text.Length > 0 && !text.Any(char.IsControl))
                || _fields.Refuse(path, "must have 1 to 255 characters and no control characters; null clears it."));

    private bool Tags(JsonElement value, out IReadOnlyList<string> tags)
    {
        tags = [];
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (!_fields.IsArray(value, "tags"))
        {
            return false;
        }

        if (value.GetArrayLength() > MaxTags)
        {
            return _fields.Refuse("tags", $"must have at most {MaxTags} tags.");
        }

        var read = new List<string>();
        var allRead = true;
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            allRead &= Tag(item, $"tags[{index}]", read);
        }

        tags = read;
        return allRead;
    }

    private bool Tag(JsonElement value, string path, List<string> tags)
    {
        if (!_fields.Text(value, path, MaxTag, out var text))
        {
            return false;
        }

        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            return _fields.Refuse(path, "must be a text without control characters.");
        }

        // A tag is there or not; given twice it is there once.
        var tag = text.Trim();
        if (!tags.Contains(tag, StringComparer.Ordinal))
        {
            tags.Add(tag);
        }

        return true;
    }

    private bool Metadata(JsonElement value, string path, out JsonObject metadata)
    {
        metadata = [];
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (!_fields.IsObject(value, path))
        {
            return false;
        }

        if (FreeFormJson.Error(value) is { } error)
        {
            return _fields.Refuse(path, error);
        }

        metadata = (JsonObject)JsonMergePatch.Apply(_content.Metadata, JsonObject.Create(value.Clone()))!;
        return metadata.ToJsonString().Length <= MaxMetadata
            || _fields.Refuse(path, $"must have at most {MaxMetadata} characters as JSON.");
    }
}
