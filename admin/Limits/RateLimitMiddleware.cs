using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits the requests of each API key, whatever they ask for: who is refused, or asks for what is not there, has asked all
/// the same. Only who shows a valid key is counted and told of it.
/// </summary>
internal sealed class RateLimitMiddleware(IRateLimiter limiter, TimeProvider clock)
{
    private const string LimitHeader = "X-RateLimit-Limit";
    private const string RemainingHeader = "X-RateLimit-Remaining";
    private const string ResetHeader = "X-RateLimit-Reset";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ApiKeyCredentials.Read(context.Request) is null)
        {
            await next(context);
            return;
        }

        // Authorization asks the same again and gets the same answer: it is kept for the request.
        await context.AuthenticateAsync(ApiKeyHandler.SchemeName);
        if (context.Features.Get<Caller>() is not { } caller)
        {
            await next(context);
            return;
        }

        var decision = await limiter.TakeAsync(caller.AccountId, caller.KeyId, caller.Limits, context.RequestAborted);
        Tell(context.Response, decision);
        if (decision.IsAdmitted)
        {
            await next(context);
            return;
        }

        await new ProblemResult(KnownProblems.OverRateLimit(decision.Limit, Seconds(decision.RetryAfter))).ExecuteAsync(context);
    }

    /// <summary>As the answer starts: the exception handler clears headers.</summary>
    private void Tell(HttpResponse response, RateDecision decision)
    {
        var reset = clock.GetUtcNow().ToUnixTimeSeconds() + Seconds(decision.ResetAfter);
        response.OnStarting(
            static state =>
            {
                var (headers, decision, reset) = ((IHeaderDictionary, RateDecision, long))state;
                headers[LimitHeader] = decision.Limit.ToString(CultureInfo.InvariantCulture);
                headers[RemainingHeader] = decision.Remaining.ToString(CultureInfo.InvariantCulture);
                headers[ResetHeader] = reset.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            },
            (response.Headers, decision, reset));
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
