using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Csv;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>
/// All clicks of a range as CSV or NDJSON, as they come from ClickHouse: a slow reader holds up the query, and memory stays
/// flat. A failure in the middle breaks the connection, which no client can take for the end.
/// </summary>
internal sealed class ClickExportResult(
    IAsyncEnumerable<ListedClick> clicks, StatsFormat format, ClickFields fields, StatsNames names, StatsProblems problems) : IResult
{
    /// <summary>Clicks whose links are looked up together.</summary>
    private const int Piece = 1_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        await using var piece = clicks.Chunk(Piece).GetAsyncEnumerator(cancellationToken);
        bool more;
        try
        {
            // Waited for before the answer starts, so that a failure is still a proper problem.
            more = await piece.MoveNextAsync();
        }
        catch (ClickHouseException failure)
        {
            await problems.Of(failure).ExecuteAsync(httpContext);
            return;
        }

        var response = httpContext.Response;
        var isCsv = format == StatsFormat.Csv;
        response.ContentType = isCsv ? StatsFormats.Csv : StatsFormats.Ndjson;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = isCsv ? "attachment; filename=\"clicks.csv\"" : "attachment; filename=\"clicks.ndjson\"";
        var output = response.BodyWriter;
        if (isCsv)
        {
            Encoding.UTF8.GetBytes(string.Join(',', fields.Names) + "\r\n", output);
        }

        try
        {
            for (; more; more = await piece.MoveNextAsync())
            {
                await names.LearnNextAsync(piece.Current.Select(click => click.LinkId.ToString(CultureInfo.InvariantCulture)), cancellationToken);
                foreach (var click in piece.Current)
                {
                    Write(output, isCsv, click);
                }

                await output.FlushAsync(cancellationToken);
            }
        }
        catch (ClickHouseException failure)
        {
            problems.Of(failure);
            httpContext.Abort();
            return;
        }

        await output.FlushAsync(cancellationToken);
    }

    private void Write(PipeWriter output, bool isCsv, ListedClick click)
    {
        if (isCsv)
        {
            Encoding.UTF8.GetBytes(string.Join(',', fields.Values(click).Select(CsvField.Of)) + "\r\n", output);
            return;
        }

        using (var json = new Utf8JsonWriter(output, StatsJson.WriterOptions))
        {
            ClickJson.Write(json, fields, click);
        }

        Encoding.UTF8.GetBytes("\n", output);
    }
}
