using System.Runtime.CompilerServices;
using System.Text;

namespace OneLink.Client.Http;

/// <summary>Reads an answer of CSV (RFC 4180) row by row, while it arrives.</summary>
internal static class CsvRows
{
    private const int BufferSize = 16 * 1024;

    public static async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        var buffer = new char[BufferSize];
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        var before = '\0';
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                var character = buffer[i];
                if (character == '"')
                {
                    // Two inside a field are one of the text: the first seems to end it, the second takes it up again.
                    field.Append(!isQuoted && before == '"' ? "\"" : "");
                    isQuoted = !isQuoted;
                }
                else if (isQuoted || character is not (',' or '\r' or '\n'))
                {
                    field.Append(character);
                }
                else if (character != '\r')
                {
                    row.Add(field.ToString());
                    field.Clear();
                    if (character == '\n')
                    {
                        yield return row;
                        row = [];
                    }
                }

                before = character;
            }
        }

        // The last line may have no end.
        if (row.Count > 0 || field.Length > 0)
        {
            row.Add(field.ToString());
            yield return row;
        }
    }
}
