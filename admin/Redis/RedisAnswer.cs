using System.Diagnostics.CodeAnalysis;

namespace OneLink.Admin.Redis;

/// <summary>What Redis said; or nothing, where it is away: then the process does by itself what it can.</summary>
internal readonly struct RedisAnswer<T>
{
    private readonly bool _isGiven;
    private readonly T? _value;

    public RedisAnswer(T value)
    {
        _value = value;
        _isGiven = true;
    }

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _isGiven;
    }
}
