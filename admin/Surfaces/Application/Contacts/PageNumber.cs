using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>The page asked for; what is no page is the first.</summary>
/// <param name="Value">From 1.</param>
/// <param name="Shown">As answers repeat it: text where it was given, else the number 1.</param>
internal readonly record struct PageNumber(int Value, RawJson Shown)
{
    public static PageNumber Of(RequestParameters parameters)
    {
        if (new ParameterReader(parameters, new RecordErrors()).TextOrNull("page") is not { IsGiven: true, Value: { } text })
        {
            return new PageNumber(1, "1");
        }

        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : 1;
        return new PageNumber(number, "\"" + JsonEncodedText.Encode(text) + "\"");
    }
}
