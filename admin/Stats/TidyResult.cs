using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>
/// Streams rows as they come from ClickHouse. The first one is waited for before the answer starts, so that a failure is
/// still a proper problem; a later one breaks the connection, which no client can take for the end.
/// </summary>
internal sealed class TidyResult(IAsyncEnumerable<TidyRow> rows, ITidyFormat format, StatsProblems problems) : IResult
{
    /// <summary>Bytes between two flushes, in which a slow reader holds up the query.</summary>
    private const int FlushEvery = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var row = rows.GetAsyncEnumerator(httpContext.RequestAborted);
        bool more;
        try
        {
            more = await row.MoveNextAsync();
        }
        catch (ClickHouseException failure)
        {
            await problems.Of(failure).ExecuteAsync(httpContext);
            return;
        }

        var output = httpContext.Response.BodyWriter;
        httpContext.Response.ContentType = format.ContentType;
        format.WriteStart(output);
        try
        {
            for (; more; more = await row.MoveNextAsync())
            {
                format.WriteRow(output, row.Current);
                if (output.UnflushedBytes >= FlushEvery)
                {
                    await output.FlushAsync(httpContext.RequestAborted);
                }
            }
        }
        catch (ClickHouseException failure)
        {
            problems.Of(failure);
            httpContext.Abort();
            return;
        }

        format.WriteEnd(output);
        await output.FlushAsync(httpContext.RequestAborted);
    }
}
