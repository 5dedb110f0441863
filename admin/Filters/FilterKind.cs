namespace OneLink.Admin.Filters;

/// <summary>What a field holds, and so how its values are read and compared.</summary>
internal enum FilterKind
{
    /// <summary>Text whose column is in lower case already, or whose case is to be ignored.</summary>
    LoweredText,

    /// <summary>Text, letter for letter.</summary>
    Text,

    /// <summary>Text with a plus in front.</summary>
    PhoneNumber,

    Number,

    Flag,

    /// <summary>Unix milliseconds; compared by UTC day.</summary>
    Time,

    /// <summary>Text that begins with a day, yyyy-MM-dd.</summary>
    DayText,

    /// <summary>Rows of a table of labels.</summary>
    Labels,

    /// <summary>One of named values, stored as numbers.</summary>
    Choice,
}
