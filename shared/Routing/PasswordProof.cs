namespace OneLink.Shared.Routing;

/// <summary>How far a visitor has come with the password of a link.</summary>
public enum PasswordProof : byte
{
    /// <summary>None was given.</summary>
    None,

    /// <summary>One was given and not compared yet: comparing is slow on purpose and no part of a decision.</summary>
    Unchecked,
    Right,
    Wrong,

    /// <summary>Too many wrong ones from this address: not compared at all.</summary>
    Refused,
}
