using OneLink.Admin.Access;
using OneLink.Admin.Limits;

namespace OneLink.Admin.Sessions;

/// <summary>
/// Slows down who guesses passwords: failures for one person, from wherever, and failures from one network, for whomever.
/// Counted for all admins together; where there is no Redis or it is away, in this process.
/// </summary>
internal sealed class SignInLimits(SharedBuckets shared, TimeProvider clock)
{
    /// <summary>Failures a period for one person. They come back one by one, so that nobody is locked out for long by a stranger.</summary>
    public const int PersonTries = 10;

    /// <summary>Failures a period from one network: an office may be behind one address.</summary>
    public const int NetworkTries = 100;

    /// <summary>Callers that are remembered, 200 bytes each; all are forgotten where somebody makes up more.</summary>
    private const int MaxCallers = 100_000;

    private const string Group = "sign-in";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, Period, MaxCallers);

    /// <summary>Takes a try; it is to be given back where it succeeds.</summary>
    /// <param name="email">Whose password is tried, in lower case.</param>
    /// <param name="network">From where, as <see cref="CallerNetwork"/> names it.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <returns>The refusal that lasts longest, or an admission.</returns>
    public async ValueTask<RateDecision> TakeAsync(string email, string network, CancellationToken cancellationToken)
    {
        var (person, place) = (Person(email), Place(network));
        return await shared.TakeAsync(Group, person, place, Period, cancellationToken) ?? Take(person, place);
    }

    /// <summary>Undoes a taking. One that was taken while Redis was away, or the other way round, comes back by itself.</summary>
    public async ValueTask GiveBackAsync(string email, string network, CancellationToken cancellationToken)
    {
        var (person, place) = (Person(email), Place(network));
        if (!await shared.GiveBackAsync(Group, person, place, Period, cancellationToken))
        {
            GiveBack(person, place);
        }
    }

    // Neither addresses of people nor where they are lie about in Redis.
    private static (string Name, int Limit) Person(string email) => ("person " + Hidden(email), PersonTries);

    private static (string Name, int Limit) Place(string network) => ("network " + Hidden(network), NetworkTries);

    private static string Hidden(string caller) => Convert.ToHexString(SecretHash.Of(caller));

    private RateDecision Take((string Name, int Limit) person, (string Name, int Limit) place)
    {
        lock (_gate)
        {
            if (_buckets.Count > MaxCallers)
            {
                _buckets.Clear();
            }

            var (tries, triesThere) = (Filled(person), Filled(place));
            if (tries.Level.Remaining < 1 || triesThere.Level.Remaining < 1)
            {
                return RateDecision.Of(isAdmitted: false, tries.Level, triesThere.Level);
            }

            triesThere.Take();
            return tries.TakeOne();
        }
    }

    private void GiveBack((string Name, int Limit) person, (string Name, int Limit) place)
    {
        lock (_gate)
        {
            Filled(person).GiveBack();
            Filled(place).GiveBack();
        }
    }

    private TokenBucket Filled((string Name, int Limit) caller)
    {
        var bucket = _buckets.Of(caller.Name);
        bucket.Fill(caller.Limit);
        return bucket;
    }
}
