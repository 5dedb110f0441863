namespace OneLink.Admin.Validation;

/// <summary>Why a value cannot be stored: the faces have words and codes of their own for it.</summary>
internal enum RecordErrorCode
{
    Blank,
    TooLong,
    TooShort,
    Taken,
    Invalid,

    /// <summary>Of another type than the attribute.</summary>
    WrongType,

    /// <summary>Not among the values there are.</summary>
    NotIncluded,

    /// <summary>Names something that is not there, or is another tenant's.</summary>
    MustExist,

    /// <summary>The account may have no more of them.</summary>
    OverLimit,
}
