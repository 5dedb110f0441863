using System.Globalization;

namespace OneLink.Admin.Limits;

/// <summary>Tells callers of the limit that is nearest: <c>X-RateLimit-*</c>.</summary>
internal static class RateLimitHeaders
{
    private const string LimitHeader = "X-RateLimit-Limit";
    private const string RemainingHeader = "X-RateLimit-Remaining";
    private const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>As the answer starts: the exception handler clears headers.</summary>
    public static void Tell(HttpResponse response, RateDecision decision, TimeProvider clock)
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

    /// <summary>Whole seconds, rounded up.</summary>
    public static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
