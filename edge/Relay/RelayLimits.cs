using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using OneLink.Edge.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>
/// Passes on what edges behind this one say of links with a limit, and the admin's answers: who has been granted what is the
/// admin's alone to know.
/// </summary>
/// <param name="admin">Or the relay that this edge follows.</param>
internal sealed class RelayLimits(AdminAccess admin)
{
    private const int MaxBytes = 128 * 1024;

    /// <summary>The edge that asks has given up by then.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    /// <returns>The status; null where the answer was sent.</returns>
    public async Task<int?> PassOnAsync(HttpContext context, CancellationToken ending)
    {
        if (context.Request.ContentLength is not (> 0 and <= MaxBytes))
        {
            return StatusCodes.Status400BadRequest;
        }

        byte[] body = new byte[(int)context.Request.ContentLength.Value];
        await context.Request.Body.ReadExactlyAsync(body, ending);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(AnswerLimit);
        byte[] answers;
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(FeedFormat.ContentType) } };
            using HttpResponseMessage answer = await admin.Client.PostAsync("internal/feed/limits", content, limit.Token);
            if (!answer.IsSuccessStatusCode)
            {
                // What is wrong with the edge's report is told to it; whether this one is let in is no matter of its own.
                return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
                    ? (int)answer.StatusCode
                    : StatusCodes.Status502BadGateway;
            }

            answers = await answer.Content.ReadAsByteArrayAsync(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException || (e is OperationCanceledException && !ending.IsCancellationRequested))
        {
            return StatusCodes.Status502BadGateway;
        }

        context.Response.ContentType = FeedFormat.ContentType;
        context.Response.ContentLength = answers.Length;
        await context.Response.Body.WriteAsync(answers, ending);
        return null;
    }
}
