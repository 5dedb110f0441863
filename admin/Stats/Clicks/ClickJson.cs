using System.Globalization;
using System.Text.Json;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>A click as a JSON object: what is not known is null.</summary>
internal static class ClickJson
{
    public static void Write(Utf8JsonWriter json, ClickFields fields, ListedClick click)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields.Names.Zip(fields.Values(click)))
        {
            if (name == "status")
            {
                json.WriteNumber(name, int.Parse(value, CultureInfo.InvariantCulture));
            }
            else if (value.Length == 0)
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }
}
