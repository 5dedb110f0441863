using System.Text.Json;
using OneLink.Client.Json;

namespace OneLink.Client.Problems;

/// <summary>Turns an answer that is no success into its exception.</summary>
internal static class ProblemReader
{
    public static async Task<OneLinkException> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var problem = await ProblemAsync(response, cancellationToken).ConfigureAwait(false);
        var retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            _ => (TimeSpan?)null,
        };
        var rateLimit = RateLimit.Of(response.Headers);
        return problem.Status switch
        {
            401 => new UnauthorizedException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            403 => new ForbiddenException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            404 => new NotFoundException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            409 => new ConflictException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            412 => new PreconditionFailedException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            422 => new InvalidFieldsException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            429 => new TooManyRequestsException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            503 => new UnavailableException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
            _ => new OneLinkException(problem) { RetryAfter = retryAfter, RateLimit = rateLimit },
        };
    }

    /// <summary>As the body says it; a gateway's own answer has none that can be read.</summary>
    private static async Task<Problem> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (JsonSerializer.Deserialize(bytes, ClientJson.Default.Problem) is { } problem)
                {
                    return problem with { Status = status };
                }
            }
            catch (JsonException)
            {
                // Cut off, or not what it says it is: the status alone has to do.
            }
        }

        return new Problem { Title = response.ReasonPhrase ?? "", Status = status };
    }
}
