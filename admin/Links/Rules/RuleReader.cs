using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>Reads the rules of a link, which replace those there were: all of them or, with an error anywhere, none.</summary>
internal sealed class RuleReader(FieldReader fields, LinkUrlReader urls)
{
    public const int MaxCount = 50;

    private static readonly string[] Known = RuleSchema.RuleNames;
    private static readonly string[] KnownThen = [.. RuleSchema.ThenFields(RuleSchema.VariantSent).Select(field => field.Name)];

    private readonly OutcomeReader _outcomes = new(urls);

    public IReadOnlyList<LinkRule> Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || !fields.IsArray(value, "rules"))
        {
            return [];
        }

        if (value.GetArrayLength() > MaxCount)
        {
            fields.Refuse("rules", $"must have at most {MaxCount} rules.");
            return [];
        }

        var rules = new List<LinkRule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"rules[{index}]");
            if (fields.IsObject(item, path))
            {
                var rule = ReadOne(item, path + ".");
                if (rule.Name.Length > 0 && !names.Add(rule.Name))
                {
                    fields.Refuse(path + ".name", $"is the name of another rule (\"{rule.Name}\"); stats tell rules apart by name.");
                }

                rules.Add(rule);
            }
        }

        return [.. rules.Index().Select(entry => entry.Item.Name.Length > 0 ? entry.Item : entry.Item with { Name = NewName(entry.Index, names) })];
    }

    /// <summary>By its place in the list as it is now; from then on the name stays with the rule.</summary>
    private static string NewName(int index, HashSet<string> taken)
    {
        for (var number = index + 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"rule-{number}");
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    private LinkRule ReadOne(JsonElement value, string prefix)
    {
        var rule = new LinkRule { Name = "", When = new RuleCondition(), Then = new RuleOutcome() };
        var (hasWhen, hasThen) = (false, false);
        foreach (var (name, member) in fields.Members(value, prefix, Known))
        {
            switch (name)
            {
                case "name":
                    rule = rule with { Name = RuleNames.Read(fields, member, prefix + name, VariantReader.MaxName) ?? "" };
                    break;
                case "when":
                    hasWhen = true;
                    rule = rule with { When = new ConditionReader(fields).Read(member, prefix + name) };
                    break;
                default:
                    hasThen = true;
                    rule = rule with { Then = ReadThen(member, prefix + name) };
                    break;
            }
        }

        if (!hasWhen)
        {
            fields.Refuse(prefix + "when", "is required; {} holds for everybody.");
        }

        if (!hasThen)
        {
            fields.Refuse(prefix + "then", "is required: where the visitors of this rule go.");
        }

        return rule;
    }

    private RuleOutcome ReadThen(JsonElement value, string path)
    {
        var then = new RuleOutcome();
        if (!fields.IsObject(value, path))
        {
            return then;
        }

        var prefix = path + ".";
        var errorsBefore = fields.Errors.ByPath.Count;
        foreach (var (name, member) in fields.Members(value, prefix, KnownThen))
        {
            then = name switch
            {
                "url" => then with { Url = _outcomes.Url(member, prefix + name) },
                "deepLinkPath" => then with { DeepLinkPath = _outcomes.DeepLink(member, prefix + name) },
                "fallbackUrl" => then with { FallbackUrl = _outcomes.Fallback(member, prefix + name) },
                _ => then with { Variants = new VariantReader(fields, _outcomes).Read(member, prefix + name) is { Count: > 0 } variants ? variants : null },
            };
        }

        if (then.IsEmpty && fields.Errors.ByPath.Count == errorsBefore)
        {
            fields.Refuse(path, "changes nothing; give url, fallbackUrl, deepLinkPath or variants.");
        }

        return then;
    }
}
