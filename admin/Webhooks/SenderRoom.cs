namespace OneLink.Admin.Webhooks;

/// <summary>
/// Who may have attempts under way, and how many. A target whose last attempt was delivered may have several; one that
/// failed, or is not known yet, one. Those that failed have few places together, and those without a delivery not all:
/// however many addresses hang, there is room for those that answer.
/// </summary>
internal sealed class SenderRoom
{
    private const int MaxOfTarget = 4;
    private const int MaxTogether = 128;
    private const int MaxUnproven = 96;
    private const int MaxFailing = 32;

    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>By target, whether its last attempt was delivered.</summary>
    private readonly Dictionary<string, bool> _delivered = new(StringComparer.Ordinal);

    /// <summary>How many more attempts a target may have, besides the bounds of all.</summary>
    public int Of(string target) => Math.Max(0, (IsProven(target) ? MaxOfTarget : 1) - _running.GetValueOrDefault(target));

    /// <summary>Takes as many as there is room for, in their order.</summary>
    public IEnumerable<WebhookDelivery> Fit(IEnumerable<WebhookDelivery> due)
    {
        var (all, unproven, failing) = (_running.Values.Sum(), Running(target => !IsProven(target)), Running(IsFailing));
        foreach (var delivery in due)
        {
            if (all == MaxTogether)
            {
                yield break;
            }

            if ((!IsProven(delivery.Target) && unproven == MaxUnproven) || (IsFailing(delivery.Target) && failing == MaxFailing))
            {
                continue;
            }

            all++;
            unproven += IsProven(delivery.Target) ? 0 : 1;
            failing += IsFailing(delivery.Target) ? 1 : 0;
            yield return delivery;
        }
    }

    public void Enter(string target) => _running[target] = _running.GetValueOrDefault(target) + 1;

    public void Leave(string target)
    {
        if (--_running[target] == 0)
        {
            _running.Remove(target);
        }
    }

    /// <summary>Notes how an attempt ended.</summary>
    public void Note(string target, bool isDelivered) => _delivered[target] = isDelivered;

    /// <summary>The target is gone.</summary>
    public void Forget(string target) => _delivered.Remove(target);

    private bool IsProven(string target) => _delivered.GetValueOrDefault(target);

    private bool IsFailing(string target) => _delivered.TryGetValue(target, out var isDelivered) && !isDelivered;

    private int Running(Func<string, bool> isMeant) => _running.Where(target => isMeant(target.Key)).Sum(target => target.Value);
}
