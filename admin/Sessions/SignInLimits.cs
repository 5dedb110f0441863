using OneLink.Admin.Limits;

namespace OneLink.Admin.Sessions;

/// <summary>
/// Slows down who guesses passwords: failures for one person, from wherever, and failures from one network, for whomever.
/// Counted in this process: with several, each lets so many by.
/// </summary>
internal sealed class SignInLimits(TimeProvider clock)
{
    /// <summary>Failures a period for one person. They come back one by one, so that nobody is locked out for long by a stranger.</summary>
    public const int PersonTries = 10;

    /// <summary>Failures a period from one network: an office may be behind one address.</summary>
    public const int NetworkTries = 100;

    /// <summary>Callers that are remembered, 200 bytes each; all are forgotten where somebody makes up more.</summary>
    private const int MaxCallers = 100_000;

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, TimeSpan.FromMinutes(15), MaxCallers);

    /// <summary>Takes a try; it is to be given back where it succeeds.</summary>
    /// <param name="email">Whose password is tried, in lower case.</param>
    /// <param name="network">From where, as <see cref="CallerNetwork"/> names it.</param>
    /// <returns>The refusal that lasts longest, or an admission.</returns>
    public RateDecision Take(string email, string network)
    {
        lock (_gate)
        {
            if (_buckets.Count > MaxCallers)
            {
                _buckets.Clear();
            }

            var (person, place) = (Filled("p " + email, PersonTries), Filled("n " + network, NetworkTries));
            if (person.Level.Remaining < 1 || place.Level.Remaining < 1)
            {
                return RateDecision.Of(isAdmitted: false, person.Level.RetryAfter > place.Level.RetryAfter ? person.Level : place.Level);
            }

            place.Take();
            return person.TakeOne();
        }
    }

    public void GiveBack(string email, string network)
    {
        lock (_gate)
        {
            Filled("p " + email, PersonTries).GiveBack();
            Filled("n " + network, NetworkTries).GiveBack();
        }
    }

    private TokenBucket Filled(string caller, int limit)
    {
        var bucket = _buckets.Of(caller);
        bucket.Fill(limit);
        return bucket;
    }
}
