using Microsoft.AspNetCore.Authentication;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits the requests of each API key, whatever they ask for (who is refused, or asks for what is not there, has asked all the
/// same), and of each person who is signed in. Only who shows a valid key or session is counted and told of it.
/// </summary>
internal sealed class RateLimitMiddleware(IRateLimiter limiter, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The cookie of a session comes along with everything: it counts where it is what a request is let in by.
        var isBySession = CallerScheme.Of(context) == SessionHandler.SchemeName;
        if (isBySession ? context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is null : ApiKeyCredentials.Read(context.Request) is null)
        {
            await next(context);
            return;
        }

        // Authorization asks the same again and gets the same answer: it is kept for the request.
        await context.AuthenticateAsync(CallerScheme.Name);
        if (context.Features.Get<Caller>() is not { } caller)
        {
            await next(context);
            return;
        }

        var decision = await limiter.TakeAsync(caller.AccountId, caller.KeyId, caller.Limits, context.RequestAborted);
        RateLimitHeaders.Tell(context.Response, decision, clock);
        if (decision.IsAdmitted)
        {
            await next(context);
            return;
        }

        await new ProblemResult(KnownProblems.OverRateLimit(decision.Limit, RateLimitHeaders.Seconds(decision.RetryAfter))).ExecuteAsync(context);
    }
}
