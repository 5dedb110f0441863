using System.Text.Json;

namespace OneLink.Admin.Json;

/// <summary>Tells a bulk of links from one link by how the body begins.</summary>
internal static class BulkShape
{
    /// <summary>
    /// An array, or an object with the member <paramref name="member"/> within the part that has arrived: such a body may
    /// be larger than one link may ever be.
    /// </summary>
    public static bool BeginsBulk(ReadOnlySpan<byte> beginning, string member)
    {
        try
        {
            var reader = new Utf8JsonReader(beginning, isFinalBlock: false, state: default);
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.StartArray)
            {
                return true;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(member))
                {
                    return true;
                }

                if (!reader.Read() || !reader.TrySkip())
                {
                    return false;
                }
            }
        }
        catch (JsonException)
        {
            // Malformed: no bulk, whatever it was to be.
        }

        return false;
    }
}
