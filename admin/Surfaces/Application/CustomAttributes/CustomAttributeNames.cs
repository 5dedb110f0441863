using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.CustomAttributes;

/// <summary>The names of models and display types; clients send names or numbers.</summary>
internal static class CustomAttributeNames
{
    private static readonly string[] Models = ["conversation_attribute", "contact_attribute"];
    private static readonly string[] DisplayTypes = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"];

    public static string Model(long stored) => Models[stored];

    public static string DisplayType(long stored) => DisplayTypes[stored];

    public static Given<long?> ReadModel(ParameterReader read) => Read(read, "attribute_model", Models);

    public static Given<long?> ReadDisplayType(ParameterReader read) => Read(read, "attribute_display_type", DisplayTypes);

    private static Given<long?> Read(ParameterReader read, string name, string[] names)
    {
        var given = read.TextOrNull(name);
        if (given is not { IsGiven: true, Value: { } text })
        {
            return given.IsGiven ? new Given<long?>(IsGiven: true, Value: null) : Given<long?>.Not;
        }

        var index = Array.IndexOf(names, text);
        if (index < 0 && (!int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out index) || index < 0 || index >= names.Length))
        {
            read.Errors.NotIncluded(name);
            return Given<long?>.Not;
        }

        return (long)index;
    }
}
