using System.Buffers;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>
/// Writes rows as they come from ClickHouse. What a tool polls is small: up to <see cref="Held"/> the answer is held back
/// until its <see cref="StatsTag"/> is known and every failure is still a proper problem. A larger one flows from there on,
/// without a tag and with flat memory; a failure then breaks the connection, which no client can take for the end.
/// </summary>
/// <param name="rows">In the order in which they are written.</param>
/// <param name="format">Of the answer.</param>
/// <param name="about">What tells the answer from those of other ranges.</param>
/// <param name="problems">For failures.</param>
internal sealed class TidyResult(IAsyncEnumerable<TidyRow> rows, ITidyFormat format, string about, StatsProblems problems) : IResult
{
    /// <summary>Some 15,000 rows.</summary>
    private const int Held = 1024 * 1024;

    /// <summary>Bytes between two flushes, in which a slow reader holds up the query.</summary>
    private const int FlushEvery = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        StatsTag.SetCaching(response);
        var held = new ArrayBufferWriter<byte>(FlushEvery);
        await using var row = rows.GetAsyncEnumerator(httpContext.RequestAborted);
        bool more;
        try
        {
            while ((more = await row.MoveNextAsync()) && held.WrittenCount < Held)
            {
                format.WriteRow(held, row.Current);
            }
        }
        catch (ClickHouseException failure)
        {
            await problems.Of(failure).ExecuteAsync(httpContext);
            return;
        }

        if (!more && StatsTag.IsKnown(httpContext, held.WrittenSpan, httpContext.Request.QueryString.Value + about))
        {
            return;
        }

        var output = response.BodyWriter;
        response.ContentType = format.ContentType;
        format.WriteStart(output);
        output.Write(held.WrittenSpan);
        held = null;
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
