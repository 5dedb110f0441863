using OneLink.Shared.Feed;

namespace OneLink.Edge.Limits;

/// <summary>
/// What this edge may let through of one link. Taken and granted clicks are the halves of one word, so that a click is taken, or
/// what is not used is given back, by one compare-and-swap, and neither can overlook the other.
/// </summary>
/// <remarks>Requests take; everything else is the one caller's that speaks with the admin (<see cref="LimitExchange"/>).</remarks>
internal sealed unsafe class ClickGrant
{
    private const int GrantedShift = 32;

    /// <summary>Taken in the lower half, granted in the upper one.</summary>
    private readonly ulong* _word;
    private readonly uint* _turn;

    /// <summary>The limit of which the grant is a part; 0 where none was granted yet.</summary>
    private readonly uint* _max;

    private int _wishes;

    /// <summary>With so many unused clicks, or fewer, more are asked for.</summary>
    private volatile uint _askAt;

    /// <summary>What the admin said when nothing was left here.</summary>
    private volatile LimitRest _rest = LimitRest.Free;
    private volatile bool _isLookedAtAgain;

    /// <param name="linkId">The link.</param>
    /// <param name="place">Of sixteen bytes (<see cref="GrantFile"/>).</param>
    public ClickGrant(ulong linkId, nint place)
    {
        LinkId = linkId;
        _word = (ulong*)place;
        _turn = (uint*)(_word + 1);
        _max = _turn + 1;
        _askAt = Unused / 2;
    }

    public ulong LinkId { get; }

    /// <summary>Next in the list of those that want to be spoken of (<see cref="WishList"/>).</summary>
    public ClickGrant? NextWish { get; set; }

    public uint Taken => (uint)Volatile.Read(ref *_word);

    public uint Granted => (uint)(Volatile.Read(ref *_word) >> GrantedShift);

    public uint Unused
    {
        get
        {
            ulong word = Volatile.Read(ref *_word);
            return (uint)(word >> GrantedShift) - (uint)word;
        }
    }

    public uint Turn => Volatile.Read(ref *_turn);

    public uint Max => Volatile.Read(ref *_max);

    /// <summary>The limit, as the link said when it was last found that there is too little here.</summary>
    public uint WishedMax { get; set; }

    /// <summary>When the admin should be asked again at the earliest: what is left is held elsewhere. The exchange's own.</summary>
    public long NotBefore { get; set; }

    /// <summary>Takes a click.</summary>
    /// <param name="max">The limit, as the link says now.</param>
    /// <param name="wishes">Hears of what has become of little use, or none.</param>
    public TakeOutcome TryTake(uint max, WishList wishes)
    {
        // Lowered since the clicks were granted: others were granted some too, and what is too much may be these.
        if (max < Max)
        {
            return Taken >= max ? TakeOutcome.NoneLeft : Ask(max, wishes);
        }

        ulong word = Volatile.Read(ref *_word);
        while ((uint)word < (uint)(word >> GrantedShift))
        {
            ulong before = Interlocked.CompareExchange(ref *_word, word + 1, word);
            if (before == word)
            {
                if ((uint)(word >> GrantedShift) - (uint)word - 1 <= _askAt)
                {
                    wishes.Add(this, LimitWish.Ahead);
                }

                return TakeOutcome.Taken;
            }

            word = before;
        }

        // All of them by this edge alone, or as the admin says.
        return (uint)word >= max ? TakeOutcome.NoneLeft
            : max != Max || _rest is not (LimitRest.None or LimitRest.Unheard) ? Ask(max, wishes)
            : NoneFor(wishes);
    }

    /// <summary>Whether anybody may still get a click, as far as this edge knows.</summary>
    public bool HasLeft(uint max) => Unused > 0 || (Taken < max && (max != Max || _rest is not (LimitRest.None or LimitRest.Unheard)));

    /// <summary>Adds a wish.</summary>
    /// <returns>Whether it was the first since <see cref="TakeWish"/>: the caller brings it to who speaks with the admin.</returns>
    public bool Wish(LimitWish wish) => Volatile.Read(ref _wishes) is var known && (known & Bit(wish)) == 0 && Interlocked.Or(ref _wishes, Bit(wish)) == 0;

    /// <summary>The greatest of the wishes since it was asked last. Until the answer is there, nobody wishes ahead again.</summary>
    public LimitWish TakeWish()
    {
        _askAt = 0;
        int wishes = Interlocked.Exchange(ref _wishes, 0);
        return (wishes & Bit(LimitWish.Now)) != 0 ? LimitWish.Now : (wishes & Bit(LimitWish.Ahead)) != 0 ? LimitWish.Ahead : LimitWish.None;
    }

    /// <summary>Follows an answer.</summary>
    /// <returns>Whether clicks were given back, which the admin is to be told.</returns>
    public bool Follow(LimitAnswer answer)
    {
        uint before = Granted;
        uint granted = (uint)Math.Min(answer.Granted, int.MaxValue);
        uint taken = (uint)Math.Min(answer.Taken, int.MaxValue);
        uint max = (uint)Math.Min(answer.Max, int.MaxValue);

        // Only an answer of a later turn grants more: any other is one that was overtaken. The turn first: killed in between, this
        // edge has a turn of which it has too little, and gives that back.
        if (answer.Turn > Turn)
        {
            Volatile.Write(ref *_turn, answer.Turn);
        }
        else
        {
            granted = Math.Min(granted, before);
        }

        if (max < Max)
        {
            Grant(taken, granted);
            Volatile.Write(ref *_max, max);
        }
        else
        {
            Volatile.Write(ref *_max, max);
            Grant(taken, granted);
        }

        // Nobody asks ahead for what cannot be had; the last click is told of at once.
        uint unused = Unused;
        _askAt = answer.Rest == LimitRest.Free ? unused / 2 : 0;
        _rest = unused == 0 ? answer.Rest : LimitRest.Free;
        _isLookedAtAgain = false;
        return Granted < before;
    }

    /// <summary>Gives back all that is not used: nobody may use it any more.</summary>
    public void GiveUp()
    {
        Grant(0, 0);
        _rest = LimitRest.Free;
    }

    /// <summary>Counts for itself, as there is nobody to ask.</summary>
    public void GrantAll(uint max)
    {
        Volatile.Write(ref *_max, max);
        Grant(0, max);
        _askAt = 0;
        _rest = LimitRest.Free;
    }

    /// <summary>Counts what an earlier build counted.</summary>
    public void CountTaken(uint taken) => Grant(taken, Granted);

    /// <summary>Whether edges that were not heard hold what is left: they may be back.</summary>
    public void LookAgain() => _isLookedAtAgain = _rest == LimitRest.Unheard;

    private static int Bit(LimitWish wish) => 1 << (int)wish;

    private TakeOutcome Ask(uint max, WishList wishes)
    {
        WishedMax = max;
        wishes.Add(this, LimitWish.Now);
        return wishes.IsHeard ? TakeOutcome.Asking : TakeOutcome.CannotAsk;
    }

    private TakeOutcome NoneFor(WishList wishes)
    {
        if (_isLookedAtAgain)
        {
            _isLookedAtAgain = false;
            wishes.Add(this, LimitWish.Now);
        }

        return TakeOutcome.NoneLeft;
    }

    /// <summary>Sets both halves; neither below what is taken.</summary>
    private void Grant(uint taken, uint granted)
    {
        ulong word = Volatile.Read(ref *_word);
        while (true)
        {
            uint most = Math.Max((uint)word, taken);
            ulong before = Interlocked.CompareExchange(ref *_word, ((ulong)Math.Max(most, granted) << GrantedShift) | most, word);
            if (before == word)
            {
                return;
            }

            word = before;
        }
    }
}
