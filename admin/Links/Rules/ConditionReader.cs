using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneLink.Admin.Json;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Links.Rules;

/// <summary>Reads the conditions of a rule. What no visit could meet, and what the edge would not understand, is an error.</summary>
internal sealed partial class ConditionReader(FieldReader fields)
{
    public const int MaxValues = 250;
    public const int MaxText = 100;
    private const int MaxQuery = 20;
    public const int MaxQueryText = 500;

    private static readonly string[] Known = [.. RuleSchema.ConditionFields(RuleSchema.InboxSent).Select(field => field.Name)];
    private static readonly string[] KnownOfInbox = [.. RuleSchema.InboxFields.Select(field => field.Name)];

    public RuleCondition Read(JsonElement value, string path)
    {
        var when = new RuleCondition();
        if (!fields.IsObject(value, path))
        {
            return when;
        }

        var prefix = path + ".";
        foreach (var (name, member) in fields.Members(value, prefix, Known))
        {
            if (member.ValueKind != JsonValueKind.Null)
            {
                when = With(when, name, member, prefix + name);
            }
        }

        if (when is { After: { } after, Before: { } before } && after >= before)
        {
            fields.Refuse(prefix + "before", "must be later than after, or the rule never holds.");
        }

        return when;
    }

    private RuleCondition With(RuleCondition when, string name, JsonElement value, string path)
    {
        switch (name)
        {
            case "country":
                return when with { Country = List(value, path, Country) };
            case "region":
                return when with { Region = List(value, path, Region) };
            case "language":
                return when with { Language = List(value, path, Language) };
            case "platform":
                return when with { Platform = List(value, path, text => Named(ConditionKind.Platform, text)) };
            case "deviceClass":
                return when with { DeviceClass = List(value, path, text => Named(ConditionKind.DeviceClass, text)) };
            case "browser":
                return when with { Browser = List(value, path, text => Named(ConditionKind.Browser, text)) };
            case "inApp":
                return when with { InApp = List(value, path, text => Named(ConditionKind.InApp, text)) };
            case "ip":
                return when with { Ip = List(value, path, Address) };
            case "osVersion":
                return when with { OsVersion = Version(value, path) };
            case "query":
                return when with { Query = Query(value, path) };
            case "after" when fields.Time(value, path, out var time):
                return when with { After = time };
            case "before" when fields.Time(value, path, out var time):
                return when with { Before = time };
            case "inbox":
                return when with { Inbox = Inbox(value, path) };
            default:
                return when;
        }
    }

    /// <summary>Whether the account has the inbox is seen when the link is stored.</summary>
    private InboxCondition? Inbox(JsonElement value, string path)
    {
        if (!fields.IsObject(value, path))
        {
            return null;
        }

        long? id = null;
        bool? open = true;
        foreach (var (name, member) in fields.Members(value, path + ".", KnownOfInbox))
        {
            if (name is "open")
            {
                fields.Flag(member, path + ".open", out open);
            }
            else if (fields.Number(member, path + ".id", 1, int.MaxValue, out var number))
            {
                id = number;
            }
        }

        if (id is null && !fields.Errors.ByPath.ContainsKey(path + ".id"))
        {
            fields.Refuse(path + ".id", "is required: the id of an inbox of this account.");
        }

        return id is { } known ? new InboxCondition(known, open ?? true) : null;
    }

    /// <summary>Reads a list of texts, each by <paramref name="read"/>: its normal form, or what is wrong with it.</summary>
    private List<string>? List(JsonElement value, string path, Func<string, (string? Value, string Error)> read)
    {
        if (!fields.IsArray(value, path))
        {
            return null;
        }

        if (value.GetArrayLength() is 0 or > MaxValues)
        {
            fields.Refuse(path, $"must have 1 to {MaxValues} values; leave the condition out where it does not matter.");
            return null;
        }

        var values = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (!fields.Text(item, itemPath, MaxText, out var text))
            {
                continue;
            }

            var (good, error) = text is null ? (null, "must be a string, but is null.") : read(text);
            if (good is null)
            {
                fields.Refuse(itemPath, error);
            }
            else if (!values.Contains(good, StringComparer.Ordinal))
            {
                values.Add(good);
            }
        }

        return values;
    }

    private static (string? Value, string Error) Country(string text)
        => Countries.Contains(text.ToUpperInvariant())
            ? (text.ToUpperInvariant(), "")
            : (null, "must be a country of ISO 3166-1 in two letters, such as DE.");

    private static (string? Value, string Error) Region(string text)
    {
        var region = text.ToUpperInvariant();
        return RegionCode().IsMatch(region) && Countries.Contains(region[..2]) ? (region, "") : (null, "must be a region of ISO 3166-2, such as DE-BY.");
    }

    private static (string? Value, string Error) Language(string text)
        => LanguageRange().IsMatch(text) ? (text.ToLowerInvariant(), "") : (null, "must be a language such as de or pt-BR.");

    private static (string? Value, string Error) Address(string text)
        => AddressPattern.Parse(text) is not null
            ? (text, "")
            : (null, "must be an address, a range such as 10.0.0.0/8, or IPv4 with free octets such as 11.22.*.*.");

    private static (string? Value, string Error) Named(ConditionKind kind, string text)
    {
        var name = text.ToLowerInvariant();
        return DeviceMask.Of(kind, name) != 0 ? (name, "") : (null, $"must be one of {string.Join(", ", DeviceMask.NamesOf(kind))}.");
    }

    private string? Version(JsonElement value, string path)
    {
        if (fields.Text(value, path, MaxText, out var text) && text is not null && !VersionRange.TryParse(text, out _))
        {
            fields.Refuse(path, "must be a version or comparisons that can all hold, such as 17, >=16.4 or \">=15 <17\".");
        }

        return text;
    }

    private SortedDictionary<string, QueryValue>? Query(JsonElement value, string path)
    {
        if (!fields.IsObject(value, path))
        {
            return null;
        }

        var query = new SortedDictionary<string, QueryValue>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (JsonNames.Of(member) is not { Length: > 0 and <= MaxQueryText } name)
            {
                fields.Refuse(path, "has a name that cannot be a parameter's.");
                continue;
            }

            var memberPath = path + "." + name;
            if (query.ContainsKey(name))
            {
                fields.Refuse(memberPath, "is given more than once.");
            }
            else if (member.Value.ValueKind == JsonValueKind.True)
            {
                query.Add(name, new QueryValue(null));
            }
            else if (member.Value.ValueKind != JsonValueKind.String)
            {
                fields.Refuse(memberPath, "must be a string (\"\" for a parameter without a value), or true for any value.");
            }
            else if (fields.Text(member.Value, memberPath, MaxQueryText, out var text))
            {
                query.Add(name, new QueryValue(text));
            }
        }

        if (query.Count is 0 or > MaxQuery && fields.Errors.ByPath.Keys.All(known => !known.StartsWith(path, StringComparison.Ordinal)))
        {
            fields.Refuse(path, $"must have 1 to {MaxQuery} parameters; leave the condition out where it does not matter.");
        }

        return query;
    }

    [GeneratedRegex("^[A-Z]{2}-[A-Z0-9]{1,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionCode();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageRange();
}
