using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>Reads a list of variants, which replaces the one there was.</summary>
internal sealed class VariantReader(FieldReader fields, OutcomeReader outcomes)
{
    private const int MinCount = 2;
    public const int MaxCount = 10;
    public const int MaxWeight = 10_000;

    /// <summary>Of a name, in characters: with four bytes each it fits the click record.</summary>
    public const int MaxName = 60;

    private static readonly string[] Known = [.. RuleSchema.VariantFields.Select(field => field.Name)];

    /// <returns>The variants that could be read; empty for null and for an empty list.</returns>
    public IReadOnlyList<LinkVariant> Read(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null || !fields.IsArray(value, path))
        {
            return [];
        }

        var count = value.GetArrayLength();
        if (count is not 0 and (< MinCount or > MaxCount))
        {
            fields.Refuse(path, $"must have {MinCount} to {MaxCount} variants, or none.");
            return [];
        }

        var variants = new List<LinkVariant>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (!fields.IsObject(item, itemPath))
            {
                continue;
            }

            var variant = ReadOne(item, itemPath + ".", index);
            if (variants.Exists(other => string.Equals(other.Name, variant.Name, StringComparison.Ordinal)))
            {
                fields.Refuse(itemPath + ".name", $"is the name of another variant (\"{variant.Name}\"); stats tell variants apart by name.");
            }

            variants.Add(variant);
        }

        return variants;
    }

    private LinkVariant ReadOne(JsonElement value, string prefix, int index)
    {
        var variant = new LinkVariant { Name = string.Create(CultureInfo.InvariantCulture, $"variant-{index + 1}"), Weight = 0 };
        var hasWeight = false;
        foreach (var (name, member) in fields.Members(value, prefix, Known))
        {
            var path = prefix + name;
            switch (name)
            {
                case "name":
                    variant = RuleNames.Read(fields, member, path, MaxName) is { } text ? variant with { Name = text } : variant;
                    break;
                case "weight":
                    hasWeight = true;
                    variant = variant with { Weight = Weight(member, path) };
                    break;
                case "url":
                    variant = variant with { Url = outcomes.Url(member, path) };
                    break;
                case "fallbackUrl":
                    variant = variant with { FallbackUrl = outcomes.Fallback(member, path) };
                    break;
                default:
                    variant = variant with { DeepLinkPath = outcomes.DeepLink(member, path) };
                    break;
            }
        }

        if (!hasWeight)
        {
            fields.Refuse(prefix + "weight", "is required.");
        }

        return variant;
    }

    private int Weight(JsonElement value, string path)
    {
        if (fields.Number(value, path, 1, MaxWeight, out var weight) && weight is null)
        {
            fields.Refuse(path, $"must be a whole number from 1 to {MaxWeight}.");
        }

        return weight ?? 0;
    }
}
