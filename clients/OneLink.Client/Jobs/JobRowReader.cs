using System.Globalization;
using System.Runtime.CompilerServices;
using OneLink.Client.Http;

namespace OneLink.Client.Jobs;

/// <summary>Reads the file of a job's results by the names of its columns, so that further ones can be added to it.</summary>
internal static class JobRowReader
{
    public static async IAsyncEnumerable<JobRow> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string>? columns = null;
        await foreach (var fields in CsvRows.ReadAsync(response, cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                columns = [.. fields];
                continue;
            }

            yield return new JobRow(
                long.Parse(Field("row")!, NumberStyles.None, CultureInfo.InvariantCulture), Field("result")!, Field("id"), Field("shortUrl"), Field("reason"));

            string? Field(string column) => fields[columns.IndexOf(column)] is { Length: > 0 } field ? field : null;
        }
    }
}
