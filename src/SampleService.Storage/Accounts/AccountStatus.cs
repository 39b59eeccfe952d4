namespace SampleService.Storage;

/// <summary>What became of a change to an account.</summary>
public enum AccountStatus
{
    /// <summary>It is done, or was so already.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    NoSuchAccount,

    /// <summary>Nothing was changed: no enabled account with one of the roles to be kept would be left.</summary>
    LastHolder,
}
