using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links;

/// <summary>Reads <c>utm</c> as a merge patch. An empty string clears, as <c>null</c> does.</summary>
internal sealed class LinkUtmReader(FieldReader fields)
{
    public const int MaxValue = 500;

    private static readonly string[] Known = [.. LinkSchema.UtmFields.Select(field => field.Name)];

    public LinkUtm Read(JsonElement value, LinkUtm utm)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return LinkUtm.None;
        }

        if (!fields.IsObject(value, "utm"))
        {
            return utm;
        }

        foreach (var (name, member) in fields.Members(value, "utm.", Known))
        {
            if (!fields.Text(member, "utm." + name, MaxValue, out var text))
            {
                continue;
            }

            text = text is { Length: 0 } ? null : text;
            utm = name switch
            {
                "source" => utm with { Source = text },
                "medium" => utm with { Medium = text },
                "campaign" => utm with { Campaign = text },
                "term" => utm with { Term = text },
                _ => utm with { Content = text },
            };
        }

        return utm;
    }
}
