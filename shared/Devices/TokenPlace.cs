namespace OneLink.Shared.Devices;

/// <summary>Where a token must stand to count.</summary>
[Flags]
internal enum TokenPlace : byte
{
    Anywhere = 0,

    /// <summary><c>|token</c>: no letter or digit before it. The automaton sees to it; all larger values are left to each match.</summary>
    WordStart = 1,

    /// <summary><c>token|</c>: no letter or digit after it.</summary>
    WordEnd = 2,

    /// <summary><c>token#</c>: a digit after it.</summary>
    BeforeDigit = 4,

    /// <summary><c>=token</c>: upper and lower case as written.</summary>
    ExactCase = 8,

    /// <summary><c>^token</c>: at the very start.</summary>
    TextStart = 16,
}
